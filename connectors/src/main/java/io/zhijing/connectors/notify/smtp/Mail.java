package io.zhijing.connectors.notify.smtp;

import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.HtmlForm;
import io.zhijing.connectors.notify.wording.Message;
import io.zhijing.connectors.notify.wording.PlainForm;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/**
 * A notification as a mail: plain text and HTML as alternatives, both UTF-8. The {@code Message-ID}
 * follows from the delivery id, so a repeat is recognised by mail programs; later mails about a
 * warning thread below the earlier ones.
 */
final class Mail extends MimeMessage {

  private final String id;

  Mail(Session session, Notification notification, String from, String to)
      throws MessagingException {
    super(session);
    this.id = id(notification, from);
    Message message = Composer.compose(notification);
    setFrom(new InternetAddress(from, true));
    setRecipient(RecipientType.TO, new InternetAddress(to, true));
    setSubject(message.title(), StandardCharsets.UTF_8.name());
    setSentDate(Date.from(notification.createdAt().toInstant()));
    setHeader("Auto-Submitted", "auto-generated");
    setHeader(JsonPosts.DELIVERY_ID, notification.id().text());
    setContentLanguage(new String[] {notification.language().locale().toLanguageTag()});
    List<String> earlier =
        notification.earlier().stream()
            .filter(each -> each.matches("<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>"))
            .toList();
    if (!earlier.isEmpty()) {
      setHeader("In-Reply-To", earlier.get(earlier.size() - 1));
      setHeader("References", String.join("\r\n ", earlier));
    }
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(PlainForm.render(message), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(
        HtmlForm.render(message, notification.language()), StandardCharsets.UTF_8.name(), "html");
    setContent(new MimeMultipart("alternative", plain, html));
    saveChanges();
  }

  /** The {@code Message-ID} of a delivery, in the sender's domain. */
  static String id(Notification notification, String from) {
    return "<" + notification.id() + "@" + from.substring(from.indexOf('@') + 1) + ">";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
