#include "shapes.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)
#define ISA avx512
#define TK_ISA 2
#define TK_REGISTERS 32
#define TK_WIDEST 16
#include "kernels.h"
#pragma clang attribute pop
#endif
