// libcrypto for Swift: SHA-256, and SHA-1 for the names of files.
//
// The streaming functions work on memory of the caller's and need none of OpenSSL's
// initialisation (about 1.6 ms: providers, configuration files), so they cost nothing before
// the first TLS connection and they cannot fail. OpenSSL 3 marks them as deprecated in favour
// of interfaces that need both; they remain part of libcrypto.
#ifndef PERDURE_CCRYPTO_H
#define PERDURE_CCRYPTO_H

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#endif
