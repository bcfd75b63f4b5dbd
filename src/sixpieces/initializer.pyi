from sixpieces.init import *
from sixpieces.init import __all__ as __all__
