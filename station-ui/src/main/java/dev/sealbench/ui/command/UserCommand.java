package dev.sealbench.ui.command;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    /// What is done once everybody who is needed is signed in.
    private interface Work {
        void run(Session session) throws StationException;
    }

    private static int signedIn(CommandSpec spec, SecondOptions seconds, Work work) throws StationException {
        var home = HomeOptions.of(spec);
        try (var station = home.open();
                var first = home.signIn(station);
                var second = seconds.signIn(station)) {
            work.run(SecondOptions.joined(first, second));
        }
        return 0;
    }

    @Command(name = "add", description = "Add a person.")
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SecondOptions seconds;

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
        public Integer call() throws StationException {
            return signedIn(spec, seconds, session -> {
                try (var secret = badgeOnly ? null : entered()) {
                    var person =
                            session.people().add(name, displayName, EnumSet.copyOf(roles), Optional.ofNullable(secret));
                    spec.commandLine().getOut().printf("%s is %s%n", person.name(), person.id());
                }
            });
        }

        private PassphraseSource.Entered entered() throws StationException {
            return Secret.ofNew(descriptor, "first secret of " + name + ": ").read();
        }
    }

    @Command(name = "list", description = "List people by name.")
    static final class List implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var people = session.people().list();
                if (home.json()) {
                    out.println(Json.text(people.stream().map(List::asMap).toList()));
                    return 0;
                }
                people.forEach(each -> out.printf(
                        "%-32s %s  %s%s%s%s  %s%n",
                        each.name(),
                        each.id(),
                        each.roles(),
                        each.hasSecret() ? ", secret" : "",
                        each.hasBadge() ? ", badge" : "",
                        each.disabled() ? ", disabled" : "",
                        each.displayName()));
            }
            return 0;
        }

        private static Map<String, Object> asMap(Person person) {
            var map = new LinkedHashMap<String, Object>();
            map.put("id", person.id());
            map.put("name", person.name());
            map.put("displayName", person.displayName());
            map.put("roles", person.roles().stream().map(Role::name).toList());
            map.put("disabled", person.disabled());
            map.put("hasSecret", person.hasSecret());
            map.put("hasBadge", person.hasBadge());
            return map;
        }
    }

    @Command(name = "roles", description = "Give a person other roles.")
    static final class Roles implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SecondOptions seconds;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--role", required = true, split = ",", description = "all of them: ${COMPLETION-CANDIDATES}")
        private java.util.List<Role> roles;

        @Override
        public Integer call() throws StationException {
            return signedIn(spec, seconds, session -> session.people().setRoles(name, EnumSet.copyOf(roles)));
        }
    }

    @Command(name = "secret", description = "Change your secret, or with NAME set somebody else's.")
    static final class NewSecret implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SecondOptions seconds;

        @Parameters(paramLabel = "NAME", arity = "0..1")
        private String name;

        @Option(names = "--new-pass-fd", paramLabel = "N", description = "read the new secret from there; else asked")
        private Integer descriptor;

        @Override
        public Integer call() throws StationException {
            return signedIn(spec, seconds, session -> {
                try (var next = Secret.ofNew(descriptor, "new secret: ").read()) {
                    if (name != null) {
                        session.people().setSecret(name, next);
                    } else {
                        changeOwn(session, next);
                    }
                }
            });
        }

        private void changeOwn(Session session, PassphraseSource.Entered next) throws StationException {
            try (var current = HomeOptions.of(spec).secret().read()) {
                session.people().changeOwnSecret(current, next);
            }
        }
    }

    @Command(name = "badge", description = "Give a person a badge, instead of the one before, or take it away.")
    static final class Badge implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--badge-fd", paramLabel = "N", description = "read what the scanner reads; else asked")
        private Integer descriptor;

        @Option(names = "--remove", description = "take the badge away")
        private boolean remove;

        @Override
        public Integer call() throws StationException {
            return signedIn(spec, new SecondOptions(), session -> {
                if (remove) {
                    session.people().removeBadge(name);
                    return;
                }
                try (var badge = Secret.of(descriptor, "scan the badge: ").read()) {
                    session.people().setBadge(name, badge);
                }
            });
        }
    }

    @Command(name = "disable", description = "End a person's access, for good.")
    static final class Disable implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--reason", required = true, paramLabel = "R", description = "goes into the log: no names")
        private String reason;

        @Override
        public Integer call() throws StationException {
            return signedIn(
                    spec, new SecondOptions(), session -> session.people().disable(name, reason));
        }
    }

    @Command(name = "forget", description = "Delete the name of a disabled person; the log keeps the pseudonym.")
    static final class Forget implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Override
        public Integer call() throws StationException {
            return signedIn(
                    spec, new SecondOptions(), session -> session.people().forget(name));
        }
    }
}
