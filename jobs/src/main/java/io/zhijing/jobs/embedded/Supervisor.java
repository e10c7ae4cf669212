package io.zhijing.jobs.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The only starter of children. Once closed it refuses to start another, so that whoever closes it
 * - the owner or the shutdown hook, at whatever moment - knows that none is left.
 */
final class Supervisor implements AutoCloseable {

  private final List<ServerProcess> started = new ArrayList<>();
  private volatile boolean closed;

  synchronized ServerProcess start(ServerProcess.Command command) {
    check();
    ServerProcess process = ServerProcess.start(command);
    started.add(process);
    return process;
  }

  /** Interrupts long work that is not a child, such as unpacking, once all is being shut down. */
  void check() {
    if (closed) {
      throw new CancellationException("the servers are being shut down");
    }
  }

  /** Stops all children and returns when they are gone, also when another thread began it. */
  @Override
  public void close() {
    closed = true;
    List<ServerProcess> all;
    synchronized (this) { // waits for a start under way
      all = List.copyOf(started);
    }
    all.forEach(ServerProcess::terminate);
    all.forEach(ServerProcess::stop);
  }
}
