package dev.sealbench.ui.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [DemoState], the one [LockedUnit] and the one [ImageForge] of this Java process, made
/// when first
/// asked for.
final class EndToEnd implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EndToEnd.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == DemoState.class || type == LockedUnit.class || type == ImageForge.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == DemoState.class) {
            return demo(context);
        }
        return type == LockedUnit.class ? locked(context) : forge(context);
    }

    private static DemoState demo(ExtensionContext context) {
        var store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(DemoState.class, _ -> made(DemoState::create), DemoState.class);
    }

    private static LockedUnit locked(ExtensionContext context) {
        var demo = demo(context);
        var store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(LockedUnit.class, _ -> made(() -> LockedUnit.create(demo)), LockedUnit.class);
    }

    private static ImageForge forge(ExtensionContext context) {
        var demo = demo(context);
        var store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(ImageForge.class, _ -> made(() -> ImageForge.open(demo)), ImageForge.class);
    }

    /// Something that takes a while and can fail.
    private interface Maker<T> {
        T make() throws Exception;
    }

    private static <T> T made(Maker<T> maker) {
        try {
            return maker.make();
        } catch (Exception e) {
            throw new IllegalStateException("no demonstration", e);
        }
    }
}
