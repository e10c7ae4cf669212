package io.zhijing.connectors.entry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a port whether it speaks TLS. Nothing is sent but a greeting: the certificate is looked at
 * by nobody, and the conversation ends with it.
 */
public final class TlsProbe {

  private TlsProbe() {}

  /** What a port speaks. */
  public enum Speaks {
    /** It greets back. */
    TLS,
    /** It listens, and does not understand the greeting. */
    SOMETHING_ELSE,
    /** Nobody listens. */
    NOTHING
  }

  /** Asks. */
  public static Speaks ask(String host, int port, Duration patience) {
    AtomicBoolean hasShown = new AtomicBoolean();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
      plain.setSoTimeout((int) patience.toMillis());
      greet(plain, host, port, hasShown);
      return Speaks.TLS;
    } catch (GreetingException e) {
      return hasShown.get() ? Speaks.TLS : Speaks.SOMETHING_ELSE;
    } catch (IOException e) {
      return Speaks.NOTHING;
    }
  }

  private static void greet(Socket plain, String host, int port, AtomicBoolean hasShown)
      throws GreetingException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Witness(hasShown)}, null);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        socket.startHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new GreetingException(e);
    }
  }

  private static final class GreetingException extends Exception {
    private static final long serialVersionUID = 1;

    GreetingException(Exception cause) {
      super(cause);
    }
  }

  /** Trusts nobody, and remembers that a certificate was shown. */
  private record Witness(AtomicBoolean hasShown) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      throw new CertificateException("no client is trusted here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      hasShown.set(true);
      throw new CertificateException("nobody is trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
