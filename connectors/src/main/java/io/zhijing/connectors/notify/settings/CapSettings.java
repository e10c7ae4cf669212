package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.secret.Secret;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Warnings as documents of the Common Alerting Protocol 1.2.
 *
 * @param target where documents go
 * @param sender who sends them, by an identifier such as a mailbox
 * @param audience who may read them; null, a fault, where the settings do not say it or say several
 * @param identity how documents are named
 * @param validity how long a document holds unless it is updated
 * @param limits how long an attempt may take
 */
public record CapSettings(
    Target target,
    Sender sender,
    Audience audience,
    Identity identity,
    Duration validity,
    TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;

  /** Where documents go. */
  public sealed interface Target extends Serializable {}

  /**
   * To a server by HTTP POST.
   *
   * @param endpoint where to post
   * @param authorization value of the header {@code Authorization}; none for an open server
   */
  public record Post(URI endpoint, Secret authorization) implements Target {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Into a directory, one file a document, written whole or not at all.
   *
   * @param path an existing directory
   */
  public record Directory(String path) implements Target {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Who sends.
   *
   * @param id unique, as a mailbox; no spaces, commas, {@code <} or {@code &}
   * @param name for people
   */
  public record Sender(String id, Phrase name) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Who may read. */
  public sealed interface Audience extends Serializable {}

  /**
   * Everybody. Nobody approves a document before it is published: whoever may write subscriptions
   * to this channel, or its settings, decides what is.
   */
  public record Public() implements Audience {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Those that a rule names.
   *
   * @param restriction the rule
   */
  public record Restricted(String restriction) implements Audience {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Those that are listed.
   *
   * @param addresses without spaces, at least one
   */
  public record Private(List<String> addresses) implements Audience {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    public Private {
      addresses = List.copyOf(addresses);
    }
  }

  /** How documents are named. */
  public sealed interface Identity extends Serializable {}

  /** By the delivery id. */
  public record ByDelivery() implements Identity {
    private static final long serialVersionUID = 1L;
  }

  /**
   * By the 31 characters of China's profile, {@code ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N}.
   *
   * @param region 6 digits of GB/T 2260
   * @param body 3 characters of GB/T 4657
   * @param unit 3 digits, 000 by default
   * @param extension 2 digits, 00 by default
   */
  public record National(String region, String body, String unit, String extension)
      implements Identity {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public List<String> faults() {
    Faults faults = new Faults();
    if (target instanceof Post post) {
      if (post.authorization().isPresent()) {
        faults.encrypted("target.endpoint", post.endpoint());
      } else {
        faults.address("target.endpoint", post.endpoint());
      }
      faults.optional("target.authorization", post.authorization());
    } else if (target instanceof Directory directory) {
      faults.text("target.path", directory.path());
    }
    faults
        .text("sender.id", sender.id())
        .when(sender.id().matches(".*[\\s,<&].*"), "sender.id holds a space, comma, < or &")
        .when(sender.name().isEmpty(), "sender.name is missing")
        .when(validity.compareTo(Duration.ofHours(1)) < 0, "validity is below one hour")
        .limits(limits);
    faults.when(
        audience == null,
        "audience: write one of public: true, restricted or private, and only one");
    if (audience instanceof Restricted restricted) {
      faults.text("audience.restriction", restricted.restriction());
    } else if (audience instanceof Private listed) {
      faults.when(listed.addresses().isEmpty(), "audience.addresses is missing");
      listed
          .addresses()
          .forEach(
              each ->
                  faults.when(
                      each.matches(".*[\\s\"].*") || each.isEmpty(),
                      "audience.addresses: '" + each + "' holds a space or quote"));
    }
    if (identity instanceof National national) {
      faults
          .when(!national.region().matches("\\d{6}"), "identity.region is not 6 digits")
          .when(!national.body().matches("[0-9A-Z]{3}"), "identity.body is not 3 characters")
          .when(!national.unit().matches("\\d{3}"), "identity.unit is not 3 digits")
          .when(!national.extension().matches("\\d{2}"), "identity.extension is not 2 digits");
    }
    return faults.found();
  }
}
