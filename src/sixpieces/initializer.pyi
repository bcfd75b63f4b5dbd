from sixpieces.init import *
