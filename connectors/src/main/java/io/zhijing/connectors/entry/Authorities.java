package io.zhijing.connectors.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of those who may vouch for a server. They are text, so that they travel with a job
 * and no file need lie on its workers.
 *
 * @param pem one or more certificates; empty for those that the JVM trusts
 */
public record Authorities(String pem) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Authorities OF_THE_JVM = new Authorities("");

  /**
   * Refuses what is no certificate.
   *
   * @throws IllegalArgumentException if a text holds none
   */
  public Authorities {
    if (!pem.isEmpty() && certificates(pem).isEmpty()) {
      throw new IllegalArgumentException("holds no certificate in PEM form");
    }
  }

  /** Those that the JVM trusts. */
  public static Authorities ofTheJvm() {
    return OF_THE_JVM;
  }

  /** Whether they are others than those that the JVM trusts. */
  public boolean areOwn() {
    return !pem.isEmpty();
  }

  /** A context that trusts them alone. */
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : certificates(pem)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot trust certificates", e);
    }
  }

  private static Collection<? extends Certificate> certificates(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds no certificate in PEM form", e);
    }
  }

  @Override
  public String toString() {
    return areOwn() ? "Authorities[own]" : "Authorities[of the JVM]";
  }
}
