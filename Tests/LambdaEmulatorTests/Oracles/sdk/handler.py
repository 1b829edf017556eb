"""Functions written with AWS's SDK for durable functions: one with every operation, one that it calls."""
from aws_durable_execution_sdk_python import DurableContext, durable_execution
from aws_durable_execution_sdk_python.config import Duration, StepConfig
from aws_durable_execution_sdk_python.retries import RetryStrategyConfig, create_retry_strategy
from aws_durable_execution_sdk_python.waits import WaitForConditionConfig, WaitForConditionDecision

CALLS = []


@durable_execution
def everything(event, context: DurableContext):
    def flaky(step):
        CALLS.append(1)
        if len(CALLS) == 1:
            raise ValueError("the first time")
        return "flaky"
    greeting = context.step(lambda _: f"hello {event['name']}", name="greet")
    retried = context.step(flaky, name="flaky", config=StepConfig(retry_strategy=create_retry_strategy(
        RetryStrategyConfig(max_attempts=3, initial_delay=Duration.from_seconds(1)))))
    context.wait(Duration.from_seconds(1), name="cooldown")
    child = context.run_in_child_context(lambda c: c.step(lambda _: "inner", name="inner"), name="child")
    squares = context.map([1, 2, 3], lambda c, item, index, items: c.step(lambda _: item * item, name="square"), name="squares").get_results()
    both = context.parallel([lambda c: "a", lambda c: c.wait(Duration.from_seconds(1)) or "b"], name="both").get_results()
    polled = context.wait_for_condition(lambda state, _: state + 1, WaitForConditionConfig(
        initial_state=0, wait_strategy=lambda state, n: WaitForConditionDecision.stop_polling() if state >= 2
        else WaitForConditionDecision.continue_waiting(Duration.from_seconds(1))), name="poll")
    answer = context.wait_for_callback(lambda token, _: None, name="approval")
    echo = context.invoke("Echo:$LATEST", {"n": 1}, name="echo")
    return [greeting, retried, child, squares, both, polled, answer, echo]


@durable_execution
def echo(event, context):
    return event
