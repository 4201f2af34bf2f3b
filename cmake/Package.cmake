# What other programs link: one shared and one static library of all rooms. Both need the same libraries of the system, which show in no
# header; banxin.map says which names the shared one has.
set(BANXIN_ROOMS base xml display files font reader library table edition compose text page pdf press batch register api)
set(BANXIN_NEEDS harfbuzz harfbuzz-subset icuuc deflate fmt pugixml hpdf hyphen sqlite3 nettle stdc++ pthread m)
set(BANXIN_ABI 0)  # soversion: goes up when a program built before would no longer run

set(objects)
foreach(room ${BANXIN_ROOMS})
  list(APPEND objects $<TARGET_OBJECTS:banxin_${room}>)
endforeach()
add_library(banxin_shared SHARED ${objects})
add_library(banxin_static STATIC ${objects})
foreach(kind shared static)
  set_target_properties(banxin_${kind} PROPERTIES OUTPUT_NAME banxin LINKER_LANGUAGE CXX)
  target_include_directories(banxin_${kind} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/engine/api/include> $<INSTALL_INTERFACE:include>)
  target_link_libraries(banxin_${kind} PRIVATE ${BANXIN_NEEDS})
  banxin_strict(banxin_${kind})
endforeach()
set(map ${PROJECT_SOURCE_DIR}/engine/api/banxin.map)
target_link_options(banxin_shared PRIVATE -Wl,--version-script=${map} -Wl,--no-undefined)
set_target_properties(banxin_shared PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${BANXIN_ABI} LINK_DEPENDS ${map} EXPORT_NAME banxin)
add_library(banxin::banxin ALIAS banxin_shared)
add_library(banxin::banxin_static ALIAS banxin_static)

# --- installation -----------------------------------------------------------------------------------------------------------------

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/banxin)

install(TARGETS banxin RUNTIME COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/layouts DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/fonts/fonts.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin/fonts COMPONENT program)

install(TARGETS banxin_shared EXPORT banxin LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS banxin_static EXPORT banxin ARCHIVE COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/engine/api/include/banxin.h ${PROJECT_SOURCE_DIR}/engine/api/include/banxin.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT banxin NAMESPACE banxin:: FILE banxinConfig.cmake DESTINATION ${config} COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake DESTINATION ${config} COMPONENT development)

# The folders are given from where the file lies: an installation may be moved.
file(RELATIVE_PATH BANXIN_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/cmake/banxin.pc.in ${PROJECT_BINARY_DIR}/banxin.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/banxin.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

install(FILES ${PROJECT_SOURCE_DIR}/bindings/python/banxin.py DESTINATION lib/python3/dist-packages COMPONENT python)
