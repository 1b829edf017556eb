#include "CMainActor.h"

#include <stdbool.h>

// The hooks are declared in Swift's include/swift/Runtime/Concurrency.h. They have Swift's calling
// convention, which is why they are set from here.
#define SWIFT __attribute__((swiftcall))

typedef SWIFT perdure_executor (*original_get)(void);
typedef SWIFT bool (*original_is)(perdure_executor executor);

extern SWIFT perdure_executor (*swift_task_getMainExecutor_hook)(original_get original);
extern SWIFT bool (*swift_task_isMainExecutor_hook)(perdure_executor executor, original_is original);

static perdure_executor main_executor;

static SWIFT perdure_executor get_main_executor(original_get original) {
    (void)original;
    return main_executor;
}

static SWIFT bool is_main_executor(perdure_executor executor, original_is original) {
    (void)original;
    return executor.identity == main_executor.identity;
}

void perdure_set_main_executor(perdure_executor executor) {
    main_executor = executor;
    swift_task_getMainExecutor_hook = get_main_executor;
    swift_task_isMainExecutor_hook = is_main_executor;
}
