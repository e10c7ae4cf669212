package io.zhijing.connectors.notify.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A peer on loopback that does what a peer should not; one manner for all its connections. */
public final class RudePeer implements AutoCloseable {

  /** What it does with a connection. */
  public enum Manner {
    /** Takes the connection and never says a word. */
    SILENT,
    /** Says its text, a byte every 50 milliseconds, again and again. */
    DRIPS,
    /** Says its text at once and hangs up. */
    SAYS,
    /** Reads a little and resets the connection. */
    RESETS
  }

  private final ServerSocket server;
  private final Manner manner;
  private final byte[] text;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          3,
          work -> {
            Thread thread = new Thread(work, "rude-peer");
            thread.setDaemon(true);
            return thread;
          });

  /** A peer on a free port. */
  public RudePeer(Manner manner, String text) throws IOException {
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.manner = manner;
    this.text = text.getBytes(UTF_8);
    threads.execute(this::accept);
  }

  /** Its port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Whether the other side hung up on all connections. */
  public boolean isLeftAlone() {
    return !sockets.isEmpty() && sockets.stream().allMatch(RudePeer::isHungUp);
  }

  private static boolean isHungUp(Socket socket) {
    try {
      socket.setSoTimeout(1);
      while (socket.getInputStream().read() >= 0) {
        // What it was sent does not matter, only that it ends.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        treat(socket);
      }
    } catch (IOException e) {
      threads.shutdown();
    }
  }

  private void treat(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (manner) {
      case SILENT -> {}
      case DRIPS -> drip(out, 0);
      case SAYS -> {
        int first = socket.getInputStream().read();
        out.write(first < 0 ? new byte[0] : text);
        out.flush();
        socket.shutdownOutput();
      }
      case RESETS -> {
        int first = socket.getInputStream().read();
        socket.setSoLinger(true, first < 0 ? 1 : 0);
        socket.close();
      }
    }
  }

  private void drip(OutputStream out, int at) {
    try {
      out.write(text[at % text.length]);
      out.flush();
      var next = threads.schedule(() -> drip(out, at + 1), 50, TimeUnit.MILLISECONDS);
      if (next.isCancelled()) {
        out.close();
      }
    } catch (IOException e) {
      // The other side hung up, which is what it should do.
      assert at >= 0 : e;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
