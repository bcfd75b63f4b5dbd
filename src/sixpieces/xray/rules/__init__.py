"""What can be wrong with a program: one file a piece, each with the rules of its mistakes."""

from sixpieces.xray.rules.find import RULES, find
from sixpieces.xray.rules.rule import Finding
