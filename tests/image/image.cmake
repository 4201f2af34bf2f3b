banxin_python_test(image_ink image/ink_test.py)
banxin_python_test(image_fonts image/fonts_test.py)
