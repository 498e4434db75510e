package dev.sealbench.core.internal.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/// The real JDBC drivers, with a [KillPoints] before and after each statement, commit and rollback.
final class KillDriver implements Driver {

    private final List<Driver> drivers;

    private KillDriver(List<Driver> drivers) {
        this.drivers = drivers;
    }

    /// Takes the place of all drivers of this process.
    static void install() throws SQLException {
        var drivers = Collections.list(DriverManager.getDrivers());
        for (var driver : drivers) {
            DriverManager.deregisterDriver(driver);
        }
        DriverManager.registerDriver(new KillDriver(drivers));
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        for (var driver : drivers) {
            if (driver.acceptsURL(url)) {
                return wrap(Connection.class, new OfConnection(driver.connect(url, info)));
            }
        }
        return null;
    }

    private static <T> T wrap(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(KillDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private record OfConnection(Connection connection) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "commit", "rollback" -> between(method.getName(), connection, method, arguments);
                case "prepareStatement" ->
                    wrap(
                            PreparedStatement.class,
                            new OfStatement(call(connection, method, arguments), String.valueOf(arguments[0])));
                case "createStatement" ->
                    wrap(Statement.class, new OfStatement(call(connection, method, arguments), ""));
                default -> call(connection, method, arguments);
            };
        }
    }

    private record OfStatement(Object statement, String sql) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            var text = arguments == null || arguments.length == 0 ? sql : String.valueOf(arguments[0]);
            return between(text.substring(0, Math.min(40, text.length())), statement, method, arguments);
        }
    }

    private static Object between(String name, Object target, Method method, Object[] arguments) throws Throwable {
        KillPoints.point("before " + name);
        var result = call(target, method, arguments);
        KillPoints.point("after " + name);
        return result;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        for (var driver : drivers) {
            if (driver.acceptsURL(url)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
