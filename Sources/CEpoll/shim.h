// Linux's epoll and eventfd for Swift, whose module of the C library leaves them out.
#ifndef PERDURE_CEPOLL_H
#define PERDURE_CEPOLL_H

#include <sys/epoll.h>
#include <sys/eventfd.h>

#endif
