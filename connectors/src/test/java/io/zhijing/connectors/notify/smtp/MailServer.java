package io.zhijing.connectors.notify.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on loopback; mailboxes tell by their name how they are treated. */
final class MailServer implements AutoCloseable {

  private final SMTPServer server;
  private final List<byte[]> received = new CopyOnWriteArrayList<>();

  MailServer(Consumer<SMTPServer.Builder> options) {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandlerFactory(Handler::new);
    options.accept(builder);
    server = builder.build();
    server.start();
  }

  /** In clear text. */
  static MailServer plain() {
    return new MailServer(options -> {});
  }

  /** Nothing without STARTTLS and, after it, the account {@code user} with {@code pass}. */
  static MailServer guarded(SSLContext identity) {
    return new MailServer(
        options ->
            options
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(identity)
                .requireAuth()
                .authenticationHandlerFactory(
                    new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> {
                          if (!user.equals("user") || !password.equals("pass")) {
                            throw new LoginFailedException();
                          }
                        })));
  }

  /** TLS from the first byte. */
  static MailServer encrypted(SSLContext identity) {
    return new MailServer(options -> options.serverSocketFactory(identity));
  }

  int port() {
    return server.getPortAllocated();
  }

  List<MimeMessage> received() throws MessagingException {
    Session session = Session.getInstance(new Properties());
    List<MimeMessage> mails = new CopyOnWriteArrayList<>();
    for (byte[] each : received) {
      mails.add(new MimeMessage(session, new ByteArrayInputStream(each)));
    }
    return mails;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {

    private String to = "";

    Handler(MessageContext context) {
      if (context.getRemoteAddress() == null) {
        throw new IllegalStateException("nobody there");
      }
    }

    @Override
    public void from(String from) throws RejectException {
      if (from.startsWith("banned")) {
        throw new RejectException(550, "sender banned");
      }
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      to = recipient;
      if (recipient.startsWith("unknown")) {
        throw new RejectException(550, "no such user " + recipient);
      }
      if (recipient.startsWith("greylisted")) {
        throw new RejectException(450, "come back later, " + recipient);
      }
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      byte[] mail = data.readAllBytes();
      if (to.startsWith("full")) {
        throw new RejectException(452, "disk full");
      }
      if (to.startsWith("picky")) {
        throw new RejectException(554, "looks like spam");
      }
      received.add(mail);
      return "taken";
    }

    @Override
    public void done() {}
  }
}
