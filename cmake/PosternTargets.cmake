# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# One static library per folder, one program per test: the folders' CMakeLists.txt say only what differs.

# postern_library(shared_net SOURCES a.cpp b.cpp LINK Qt6::Core [PRIVATE_LINK ...])
# Headers are found from the top of the repository: #include "shared/net/IpAddress.h".
function(postern_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
endfunction()

# postern_test(tst_IpAddress LINK shared_net [SOURCES extra.cpp] [LABELS integration] [TIMEOUT 60]
#              [ENVIRONMENT NAME=value ...])
# The program is made of tst_IpAddress.cpp; test data is found by POSTERN_TEST_DATA.
function(postern_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${arg_LINK} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        POSTERN_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        POSTERN_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        POSTERN_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${arg_ENVIRONMENT}")
    if(arg_LABELS)
        set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}")
    endif()
endfunction()

# postern_fuzzer(fuzz_AddressRange LINK shared_net): built when POSTERN_FUZZERS is on; its seeds stand in
# tests/fuzz/seeds/NAME/.
function(postern_fuzzer name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
