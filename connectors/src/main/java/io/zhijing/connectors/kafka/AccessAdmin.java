package io.zhijing.connectors.kafka;

import io.zhijing.connectors.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Brings an access list into Kafka: the list is what holds for its users, so rights that it names
 * no more are taken away. Users that it does not name are left alone.
 */
public final class AccessAdmin {
  private static final String ANYWHERE = "*";

  /** More make each sign-in slower, and random passwords no safer. */
  private static final int ITERATIONS = 8192;

  private AccessAdmin() {}

  /** What was changed. */
  public record Changed(int given, int taken, int passwords) {}

  /**
   * Applies the list.
   *
   * @param settings of a user who may alter the cluster
   * @param list the rights
   * @param passwords of users that sign in by SCRAM-SHA-512; the others are not touched
   * @throws TopicAdmin.KafkaAwayException if the broker does not answer in time or refuses
   */
  public static Changed apply(
      KafkaSettings settings, AccessList list, Map<String, Secret> passwords, Duration patience)
      throws InterruptedException {
    try (Admin admin = Admin.create(settings.properties())) {
      List<UserScramCredentialAlteration> credentials = new ArrayList<>();
      passwords.forEach(
          (user, password) ->
              credentials.add(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                      password.reveal())));
      if (!credentials.isEmpty()) {
        admin
            .alterUserScramCredentials(credentials)
            .all()
            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      int given = 0;
      int taken = 0;
      for (Map.Entry<String, AccessList.Rights> user : list.users().entrySet()) {
        Set<AclBinding> wanted = bindings(settings, user.getKey(), user.getValue());
        Set<AclBinding> held = held(admin, user.getKey(), patience);
        Set<AclBinding> tooMuch = new HashSet<>(held);
        tooMuch.removeAll(wanted);
        wanted.removeAll(held);
        admin.createAcls(wanted).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        admin
            .deleteAcls(tooMuch.stream().map(AclBinding::toFilter).toList())
            .all()
            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        given += wanted.size();
        taken += tooMuch.size();
      }
      return new Changed(given, taken, credentials.size());
    } catch (ExecutionException e) {
      throw new TopicAdmin.KafkaAwayException(settings, e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new TopicAdmin.KafkaAwayException(settings, "does not answer", e);
    }
  }

  private static Set<AclBinding> held(Admin admin, String user, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return new HashSet<>(
        admin
            .describeAcls(
                new AclBindingFilter(
                    ResourcePatternFilter.ANY,
                    new AccessControlEntryFilter(
                        "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY)))
            .values()
            .get(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Set<AclBinding> bindings(
      KafkaSettings settings, String user, AccessList.Rights rights) {
    Set<AclBinding> bindings = new HashSet<>();
    String prefix = settings.topicPrefix() + ".";
    for (String topic : rights.read()) {
      ResourcePattern pattern =
          new ResourcePattern(ResourceType.TOPIC, prefix + topic, PatternType.LITERAL);
      bindings.add(allow(user, pattern, AclOperation.READ));
    }
    for (String topic : rights.write()) {
      ResourcePattern pattern =
          new ResourcePattern(ResourceType.TOPIC, prefix + topic, PatternType.LITERAL);
      bindings.add(allow(user, pattern, AclOperation.WRITE));
    }
    for (String group : rights.groups()) {
      ResourcePattern pattern =
          new ResourcePattern(ResourceType.GROUP, group, PatternType.PREFIXED);
      bindings.add(allow(user, pattern, AclOperation.READ));
    }
    return bindings;
  }

  private static AclBinding allow(String user, ResourcePattern pattern, AclOperation operation) {
    return new AclBinding(
        pattern,
        new AccessControlEntry("User:" + user, ANYWHERE, operation, AclPermissionType.ALLOW));
  }
}
