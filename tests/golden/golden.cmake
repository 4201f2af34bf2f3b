banxin_python_test(golden_dumps golden/golden_test.py)
