package io.zhijing.connectors.notify.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Remembers the sockets of one attempt, so that a peer that hangs or drips can be hung up on: the
 * mail library's own limits start anew with every byte.
 */
final class TrackedSockets {

  private final List<Socket> sockets = new ArrayList<>();
  private boolean isClosed;

  /** For the connection as it begins. */
  SocketFactory plain() {
    return new Plain();
  }

  /** For TLS on top of a connection. */
  SSLSocketFactory tls(SSLSocketFactory delegate) {
    return new Tls(delegate);
  }

  /** Hangs up, now and on whatever is opened later. */
  synchronized void close() {
    isClosed = true;
    sockets.forEach(TrackedSockets::close);
  }

  private synchronized Socket track(Socket socket) throws IOException {
    if (isClosed) {
      socket.close();
      throw new IOException("the attempt is over");
    }
    sockets.add(socket);
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted; a socket that cannot be closed is of no more use either
      // way.
      assert socket.isClosed() : e;
    }
  }

  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return track(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return track(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return track(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return track(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return track(new Socket(host, port, from, fromPort));
    }
  }

  private final class Tls extends SSLSocketFactory {
    private final SSLSocketFactory delegate;

    Tls(SSLSocketFactory delegate) {
      this.delegate = delegate;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return delegate.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return delegate.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean isAutoClose)
        throws IOException {
      track(below);
      return delegate.createSocket(below, host, port, isAutoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return track(delegate.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return track(delegate.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return track(delegate.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return track(delegate.createSocket(host, port, from, fromPort));
    }
  }
}
