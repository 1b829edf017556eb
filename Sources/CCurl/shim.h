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

#endif
