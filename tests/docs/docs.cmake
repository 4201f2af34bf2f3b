banxin_python_test(docs_reference docs/reference_test.py)
banxin_python_test(docs_links docs/links_test.py)
banxin_python_test(docs_blocks docs/blocks_test.py)
banxin_python_test(docs_samples docs/samples_test.py)
