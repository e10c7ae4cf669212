package io.zhijing.jobs.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that may be busy. */
final class Mailboxes implements AutoCloseable {
  private static final Pattern DELIVERY =
      Pattern.compile("^X-Zhijing-Delivery-Id: (\\S+)", Pattern.MULTILINE);
  private static final int BUSY = 451;

  private final SMTPServer server;
  private final List<Mail> taken = new CopyOnWriteArrayList<>();
  private final Predicate<String> isBusy;

  /** A mail that was taken. */
  record Mail(String to, String delivery, String text) {}

  /**
   * A server on a free port.
   *
   * @param isBusy whether it sends a mail with this delivery id away for now
   */
  Mailboxes(Predicate<String> isBusy) {
    this.isBusy = isBusy;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandlerFactory(context -> new Handler())
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Mail> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {
      to = recipient;
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      String text = new String(data.readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = DELIVERY.matcher(text);
      String delivery = matcher.find() ? matcher.group(1) : "";
      if (isBusy.test(delivery)) {
        throw new RejectException(BUSY, "busy");
      }
      taken.add(new Mail(to, delivery, text));
      return "taken";
    }

    @Override
    public void done() {}
  }
}
