// libcrypto for Swift: digests, HMAC and random bytes.
#ifndef PERDURE_CCRYPTO_H
#define PERDURE_CCRYPTO_H

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#endif
