package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * A server of our own, only on this machine: it can be stopped and started again on the same data
 * and port.
 */
public abstract sealed class EmbeddedServer permits EmbeddedKafka, EmbeddedElasticsearch {
  static final String HOST = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;

  private final int port;
  private final Duration patience;
  private ServerProcess process;

  EmbeddedServer(int port, Duration patience) {
    this.port = port;
    this.patience = patience;
  }

  /** Starts its process on the data that are there. */
  abstract ServerProcess launch() throws InterruptedException;

  /** Whether our server answers, not somebody else's on the same port. */
  abstract boolean answers();

  /** Starts it and returns when it answers. */
  public final synchronized void start() throws InterruptedException {
    process = launch();
    process.awaitReady(patience, () -> isListening() && answers());
  }

  /** Stops it and returns when no process is left; its data stay. */
  public final synchronized void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /** Kills it as {@code kill -9} does; its data stay. */
  public final synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Its processes that are alive. */
  public final synchronized List<ProcessHandle> processes() {
    return process == null ? List.of() : process.alive();
  }

  /** The port that clients connect to; the same after every start. */
  public final int port() {
    return port;
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
