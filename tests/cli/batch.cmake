banxin_python_test(cli_batch cli/batch_test.py)
banxin_python_test(cli_batch_register cli/batch_register_test.py)
set_property(TEST cli_batch_register APPEND PROPERTY ENVIRONMENT "AT_LINK_LIBRARY=$<TARGET_FILE:test_at_link>")
banxin_python_test(cli_copies cli/copies_test.py)
