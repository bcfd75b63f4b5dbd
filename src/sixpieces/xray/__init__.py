"""See any program's six pieces in numbers, and its mistake with the line: `watch` a program."""

from sixpieces.xray.rules import Finding
from sixpieces.xray.watching import Seen, run, watch
