// libcurl for Swift: the header, and one typed function for each variadic call we make.
#ifndef PERDURE_CCURL_H
#define PERDURE_CCURL_H

#include <curl/curl.h>

static inline CURLcode perdure_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode perdure_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// `buffer` has CURL_ERROR_SIZE bytes and outlives the handle.
static inline CURLcode perdure_setopt_error_buffer(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

// The socket of a handle connected with CURLOPT_CONNECT_ONLY, or -1.
static inline int perdure_active_socket(CURL *handle) {
    curl_socket_t descriptor = CURL_SOCKET_BAD;
    CURLcode code = curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &descriptor);
    return code == CURLE_OK ? (int)descriptor : -1;
}

#endif
