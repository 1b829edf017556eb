// libdeflate for Swift: raw deflate streams and CRC-32.
#ifndef PERDURE_CDEFLATE_H
#define PERDURE_CDEFLATE_H

#include <libdeflate.h>

#endif
