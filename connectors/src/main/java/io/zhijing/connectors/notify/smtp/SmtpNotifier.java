package io.zhijing.connectors.notify.smtp;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.exchange.BoundedCall;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings.Encryption;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends mails, one connection an attempt. The server has to prove that it is the host of the
 * settings. Once the server took the text, it is delivered, whatever happens to the connection.
 */
public final class SmtpNotifier implements Notifier {

  private static final String MAILBOX =
      "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?";

  private final SmtpSettings settings;
  private final SSLSocketFactory trust;

  /** A server that the JVM's trust store knows. */
  public SmtpNotifier(SmtpSettings settings) {
    this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * A server that somebody else vouches for.
   *
   * @param trust makes TLS connections; host names are checked in any case
   */
  public SmtpNotifier(SmtpSettings settings, SSLSocketFactory trust) {
    this.settings = settings;
    this.trust = trust;
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Mailbox mailbox)
        || !mailbox.address().matches(MAILBOX)) {
      return new Rejected(RejectReason.BAD_ADDRESS, "not a mailbox");
    }
    TrackedSockets sockets = new TrackedSockets();
    AtomicBoolean isTaken = new AtomicBoolean();
    Outcome failed;
    try {
      failed =
          BoundedCall.run(
              () -> attempt(notification, mailbox.address(), sockets, isTaken),
              settings.limits().exchange(),
              sockets::close);
    } catch (TimeoutException e) {
      failed = new Retryable(RetryReason.TIMED_OUT, "the dialogue took too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed = new Retryable(RetryReason.INTERRUPTED, "interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mail could not be made", e.getCause());
    }
    return isTaken.get() ? new Delivered(Mail.id(notification, settings.from())) : failed;
  }

  /** The outcome unless the server took it. */
  private Outcome attempt(
      Notification notification, String to, TrackedSockets sockets, AtomicBoolean isTaken)
      throws MessagingException {
    Session session = Session.getInstance(properties(sockets));
    Mail mail;
    try {
      mail = new Mail(session, notification, settings.from(), to);
    } catch (AddressException e) {
      return new Rejected(RejectReason.BAD_ADDRESS, "not a mailbox");
    }
    try (Transport transport = session.getTransport("smtp")) {
      boolean hasAccount = !settings.user().isEmpty();
      transport.connect(
          settings.host(),
          settings.port(),
          hasAccount ? settings.user() : null,
          hasAccount ? settings.password().reveal() : null);
      transport.sendMessage(mail, mail.getAllRecipients());
      isTaken.set(true);
      return new Delivered("");
    } catch (AddressException e) {
      return new Rejected(RejectReason.BAD_ADDRESS, "not a mailbox");
    } catch (MessagingException e) {
      return SmtpFailure.outcome(e, List.of(to, settings.password().reveal(), settings.user()));
    }
  }

  private Properties properties(TrackedSockets sockets) {
    Properties properties = new Properties();
    properties.put("mail.smtp.socketFactory", sockets.plain());
    properties.put("mail.smtp.ssl.socketFactory", sockets.tls(trust));
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.connectiontimeout", millis(settings.limits().connect()));
    properties.put("mail.smtp.timeout", millis(settings.limits().exchange()));
    properties.put("mail.smtp.quitwait", "false");
    boolean isStartTls = settings.encryption() == Encryption.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(isStartTls));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.TLS));
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    return properties;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
