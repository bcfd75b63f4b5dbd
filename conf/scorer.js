/* How search results are ordered: titles before text, lessons before scripts, names of functions last. */
var Scorer = {
  score: ([docname, , , , score]) => {
    if (/^(pieces|start|network|log_loss|mathematics)\//.test(docname)) return score + 4;
    if (/^how_to\//.test(docname)) return score + 5;
    if (/^(gallery|reference|about|inside)\//.test(docname)) return score - 3;
    return score;
  },
  objNameMatch: 8,
  objPartialMatch: 1,
  objPrio: { 0: 3, 1: 1, 2: -5 },
  objPrioDefault: 0,
  title: 30,
  partialTitle: 14,
  term: 5,
  partialTerm: 2,
};
