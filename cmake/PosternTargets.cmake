# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# One static library per folder, one program per test: the folders' CMakeLists.txt say only what differs.

# Qt's and the standard library's headers that nearly every file reads, compiled once. Presets that are also there to
# find a forgotten #include leave it off.
function(postern_precompile name)
    if(POSTERN_PCH)
        target_precompile_headers(${name} REUSE_FROM postern_headers)
    endif()
endfunction()

if(POSTERN_PCH)
    file(WRITE ${PROJECT_BINARY_DIR}/postern_headers.cpp "")
    add_library(postern_headers OBJECT ${PROJECT_BINARY_DIR}/postern_headers.cpp)
    set_target_properties(postern_headers PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(postern_headers PRIVATE Qt6::Core)
    target_precompile_headers(postern_headers PRIVATE
        <algorithm> <array> <functional> <map> <memory> <optional> <string> <utility> <vector>
        <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonObject> <QList> <QObject> <QSet> <QString>
        <QStringList> <QTimer>)
endif()

# postern_library(shared_net SOURCES a.cpp b.cpp LINK Qt6::Core [PRIVATE_LINK ...] [MOC])
# Headers are found from the top of the repository: #include "shared/net/IpAddress.h". MOC is for folders with
# Q_OBJECT in them: looking for it costs a second for each target of each build.
function(postern_library name)
    cmake_parse_arguments(arg "MOC" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ${arg_MOC} AUTORCC ON)
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    postern_precompile(${name})
endfunction()

# postern_test(tst_IpAddress LINK shared_net [SOURCES extra.cpp] [LABELS integration] [TIMEOUT 60]
#              [ENVIRONMENT NAME=value ...])
# The program is made of tst_IpAddress.cpp, which ends with #include "tst_IpAddress.moc"; test data is found by
# POSTERN_TEST_DATA.
function(postern_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${name} PRIVATE ${arg_LINK} Qt6::Test)
    qt6_generate_moc(${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc TARGET ${name})
    target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    target_compile_definitions(${name} PRIVATE
        POSTERN_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        POSTERN_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        POSTERN_BINARY_DIR="${PROJECT_BINARY_DIR}")
    postern_precompile(${name})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # a guard against hanging alone; sanitizers on a busy machine are slow
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
