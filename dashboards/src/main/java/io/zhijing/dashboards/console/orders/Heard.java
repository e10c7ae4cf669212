package io.zhijing.dashboards.console.orders;

import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.CommandOrders.CommandReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The job's latest answers to commands given here. Whoever has been told that a command is done
 * must not be told afterwards that it is pending, and a search finds a document only after the
 * index has been refreshed. Thread-safe.
 */
final class Heard {
  private static final int MOST = 1_000;

  private final Map<Key, CommandReply> replies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CommandReply> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String viewer, String command) {}

  synchronized void keep(Viewer viewer, CommandReply reply) {
    replies.put(new Key(viewer.name(), reply.commandId()), reply);
  }

  /** The answer to a command of the viewer's own, if it was given and answered here lately. */
  synchronized Optional<CommandReply> of(Viewer viewer, String command) {
    return Optional.ofNullable(replies.get(new Key(viewer.name(), command)));
  }
}
