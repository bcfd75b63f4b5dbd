from sixpieces.ndarray import *
