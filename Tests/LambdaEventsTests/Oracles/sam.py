"""Prints, one a line, the events that `sam local generate-event SERVICE EVENT` prints for the services named."""

import json
import sys

from samcli.lib.generated_sample_events.events import Events

library = Events()
for service in sys.argv[1:]:
    for event, definition in library.event_mapping[service].items():
        if event == "help":
            continue
        defaults = {tag: properties["default"] for tag, properties in definition["tags"].items()}
        text = library.generate_event(service, event, defaults)
        print(json.dumps({"name": f"{service} {event}", "event": json.loads(text)}))
