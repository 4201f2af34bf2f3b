# Only with `ctest -C cluster`: several nodes of a scheduler on this machine.
add_test(NAME cluster_slurm COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/cluster/slurm_test.py CONFIGURATIONS cluster)
set_tests_properties(cluster_slurm PROPERTIES ENVIRONMENT "BANXIN=$<TARGET_FILE:banxin>;PYTHONDONTWRITEBYTECODE=1" SKIP_RETURN_CODE 77 TIMEOUT 900)
