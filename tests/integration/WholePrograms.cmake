# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Included by the top level, so that a build without the unit tests (release) is tested as users have it.
find_program(PYTHON3 python3)
if(NOT PYTHON3)
    if(POSTERN_TESTS)
        message(FATAL_ERROR "the tests of whole programs need python3")
    endif()
    return()
endif()
# Whole programs against each other; each makes its own server on ports that the kernel chooses.
add_test(NAME tst_GateWorks
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/gate_works.py ${PROJECT_BINARY_DIR}/bin)
add_test(NAME tst_SmarthostLogin
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/smarthost_login.py ${PROJECT_BINARY_DIR}/bin)
add_test(NAME tst_Posternctl
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/posternctl.py ${PROJECT_BINARY_DIR}/bin ${PROJECT_SOURCE_DIR}/tests/data)
add_test(NAME tst_LostAnswers
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/lost_answers.py ${PROJECT_BINARY_DIR}/bin)
add_test(NAME tst_NetworkNamespaces
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/network_namespaces.py ${PROJECT_BINARY_DIR}/bin)
add_test(NAME tst_FullDisk
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/full_disk.py ${PROJECT_BINARY_DIR}/bin ${PROJECT_SOURCE_DIR}/tests/data)
# Installs what was built.
add_test(NAME tst_ServiceUnit
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/service_unit.py ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
set_tests_properties(tst_GateWorks tst_SmarthostLogin tst_Posternctl tst_LostAnswers tst_NetworkNamespaces tst_FullDisk tst_ServiceUnit PROPERTIES TIMEOUT 240 LABELS integration)
