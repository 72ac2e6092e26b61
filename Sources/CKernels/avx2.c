#include "shapes.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define ISA avx2
#define TK_ISA 1
#define TK_REGISTERS 16
#define TK_WIDEST 8
#include "kernels.h"
#pragma clang attribute pop
#endif
