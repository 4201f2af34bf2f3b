# banxin_embed_test(NAME SCRIPT): installs the build into a folder of its own.
function(banxin_embed_test name script)
  banxin_python_test(${name} ${script})
  set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT "BANXIN_BUILD=${PROJECT_BINARY_DIR}")
endfunction()

# Under a sanitizer, a client would have to be built with the same one.
if(NOT BANXIN_SANITIZE)
  banxin_embed_test(embed_clients embed/clients_test.py)
  banxin_embed_test(embed_bindings embed/bindings_test.py)
  banxin_embed_test(embed_packages embed/packages_test.py)
  banxin_embed_test(embed_guide embed/guide_test.py)
  # Only with `ctest -C bare`: a new Debian beside this one.
  add_test(NAME bare_packages COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/embed/bare_test.py CONFIGURATIONS bare)
  set_tests_properties(bare_packages PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 1800
    ENVIRONMENT "BANXIN=$<TARGET_FILE:banxin>;BANXIN_BUILD=${PROJECT_BINARY_DIR};PYTHONDONTWRITEBYTECODE=1")
endif()
