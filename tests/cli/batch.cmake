banxin_python_test(cli_batch cli/batch_test.py)
