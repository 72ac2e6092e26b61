#include "shapes.h"

#define ISA baseline
#define TK_ISA 0
#define TK_REGISTERS 16
#define TK_WIDEST 4
#include "kernels.h"
