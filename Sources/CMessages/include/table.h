#pragma once
#include <protobuf-c/protobuf-c.h>

/* Declares the table by which libprotobuf-c parses a message, and a function that returns it. */
#define TABLE(message)                                                                  \
    extern const ProtobufCMessageDescriptor message##_descriptor;                       \
    static inline const ProtobufCMessageDescriptor *message##_table(void) {             \
        return &message##_descriptor;                                                   \
    }
