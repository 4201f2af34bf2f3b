add_test(NAME rooms COMMAND python3 ${PROJECT_SOURCE_DIR}/tests/support/check_rooms.py ${PROJECT_SOURCE_DIR})
