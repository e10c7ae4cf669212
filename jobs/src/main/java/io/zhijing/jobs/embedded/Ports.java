package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Picks ports: the usual one if it is free, else another; never the same one twice. */
final class Ports {

  private static final int ATTEMPTS = 50;

  private final Set<Integer> given = new HashSet<>();

  synchronized int usualOrFree(int usual) {
    return isFree(usual) && given.add(usual) ? usual : free();
  }

  synchronized int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      try (ServerSocket socket = new ServerSocket(0)) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new ServerFailedException("no free port: " + e.getMessage(), e);
      }
    }
    throw new ServerFailedException("no free port");
  }

  /** Whether nobody listens there, neither on this machine's own address nor on all. */
  static boolean isFree(int port) {
    return canListen(port, null) && canListen(port, InetAddress.getLoopbackAddress());
  }

  private static boolean canListen(int port, InetAddress address) {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // in use, or not ours to use
    }
  }
}
