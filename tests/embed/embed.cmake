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
endif()
