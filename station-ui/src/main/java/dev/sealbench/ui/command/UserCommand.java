package dev.sealbench.ui.command;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `user`: who may work here, and as what.
@Command(
        name = "user",
        description = "Add people, list them, change their roles, secrets and badges, disable them.",
        subcommands = {
            UserCommand.Add.class,
            UserCommand.List.class,
            UserCommand.Roles.class,
            UserCommand.NewSecret.class,
            UserCommand.Badge.class,
            UserCommand.Disable.class,
            UserCommand.Forget.class
        })
final class UserCommand {

    @Command(name = "add", description = "Add a person.")
    static final class Add extends SessionCommand.OfTwo {
        @Parameters(paramLabel = "NAME", description = "to sign in with: a-z 0-9 . _ -")
        private String name;

        @Option(names = "--display-name", required = true, paramLabel = "D", description = "as people say it")
        private String displayName;

        @Option(names = "--role", required = true, split = ",", description = "${COMPLETION-CANDIDATES}")
        private java.util.List<Role> roles;

        @Option(names = "--new-pass-fd", paramLabel = "N", description = "read the first secret from there; else asked")
        private Integer descriptor;

        @Option(names = "--badge-only", description = "no secret: an operator who signs in with a badge")
        private boolean badgeOnly;

        @Override
        int work(Session session) throws StationException {
            try (var secret = badgeOnly ? null : entered()) {
                var person =
                        session.people().add(name, displayName, EnumSet.copyOf(roles), Optional.ofNullable(secret));
                return say("%s is %s", person.name(), person.id());
            }
        }

        private PassphraseSource.Entered entered() throws StationException {
            return Secret.ofNew(descriptor, "first secret of " + name + ": ").read();
        }
    }

    @Command(name = "list", description = "List people by name.")
    static final class List extends SessionCommand {
        @Override
        int work(Session session) throws StationException {
            return list(session.people().list(), List::asMap, List::line);
        }

        private static String line(Person person) {
            return "%-32s %s  %s%s%s%s  %s"
                    .formatted(
                            person.name(),
                            person.id(),
                            person.roles(),
                            person.hasSecret() ? ", secret" : "",
                            person.hasBadge() ? ", badge" : "",
                            person.disabled() ? ", disabled" : "",
                            person.displayName());
        }

        private static Map<String, Object> asMap(Person person) {
            return Json.map(
                    "id", person.id(),
                    "name", person.name(),
                    "displayName", person.displayName(),
                    "roles", person.roles().stream().map(Role::name).toList(),
                    "disabled", person.disabled(),
                    "hasSecret", person.hasSecret(),
                    "hasBadge", person.hasBadge());
        }
    }

    @Command(name = "roles", description = "Give a person other roles.")
    static final class Roles extends SessionCommand.OfTwo {
        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--role", required = true, split = ",", description = "all of them: ${COMPLETION-CANDIDATES}")
        private java.util.List<Role> roles;

        @Override
        int work(Session session) throws StationException {
            session.people().setRoles(name, EnumSet.copyOf(roles));
            return 0;
        }
    }

    @Command(name = "secret", description = "Change your secret, or with NAME set somebody else's.")
    static final class NewSecret extends SessionCommand.OfTwo {
        @Parameters(paramLabel = "NAME", arity = "0..1")
        private String name;

        @Option(names = "--new-pass-fd", paramLabel = "N", description = "read the new secret from there; else asked")
        private Integer descriptor;

        @Override
        int work(Session session) throws StationException {
            try (var next = Secret.ofNew(descriptor, "new secret: ").read()) {
                if (name != null) {
                    session.people().setSecret(name, next);
                } else {
                    changeOwn(session, next);
                }
            }
            return 0;
        }

        private void changeOwn(Session session, PassphraseSource.Entered next) throws StationException {
            try (var current = home().secret().read()) {
                session.people().changeOwnSecret(current, next);
            }
        }
    }

    @Command(name = "badge", description = "Give a person a badge, instead of the one before, or take it away.")
    static final class Badge extends SessionCommand {
        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--badge-fd", paramLabel = "N", description = "read what the scanner reads; else asked")
        private Integer descriptor;

        @Option(names = "--remove", description = "take the badge away")
        private boolean remove;

        @Override
        int work(Session session) throws StationException {
            if (remove) {
                session.people().removeBadge(name);
                return 0;
            }
            try (var badge = Secret.of(descriptor, "scan the badge: ").read()) {
                session.people().setBadge(name, badge);
            }
            return 0;
        }
    }

    @Command(name = "disable", description = "End a person's access, for good.")
    static final class Disable extends SessionCommand {
        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--reason", required = true, paramLabel = "R", description = "goes into the log: no names")
        private String reason;

        @Override
        int work(Session session) throws StationException {
            session.people().disable(name, reason);
            return 0;
        }
    }

    @Command(name = "forget", description = "Delete the name of a disabled person; the log keeps the pseudonym.")
    static final class Forget extends SessionCommand {
        @Parameters(paramLabel = "NAME")
        private String name;

        @Override
        int work(Session session) throws StationException {
            session.people().forget(name);
            return 0;
        }
    }
}
