"""minimal.py BRIEF PDF [FONTS]: a brief to a PDF, from Python. FONTS: a folder of fonts beside those of the system."""
import sys

import banxin

try:
    engine = banxin.Engine(font_folders=sys.argv[3:])
    document = engine.document(sys.argv[1])
    document.write(sys.argv[2])
except banxin.Error as error:
    sys.exit(str(error))
