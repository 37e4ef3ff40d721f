using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Ceremony.Mutation;

/// <summary>Tests of a project as trials, run in this process so that nothing is started again for each mutant.</summary>
internal static class TestTrials
{
    /// <summary>Why the last test failed that did.</summary>
    public static Exception? LastFailure { get; private set; }

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private const double IdleSeconds = 0.1;
    private const int MostIdle = 4;

    // Processor time of all that runs meanwhile: no test needs it, but people who are asked without an end do.
    private const double MostBusySeconds = 60;

    /// <summary>The tests of some classes, one for each row of a theory.</summary>
    /// <param name="loaded">Where the tests are.</param>
    /// <param name="tests">Their project.</param>
    /// <param name="classes">Whether a class is one of them, by its name.</param>
    public static IReadOnlyList<Trial> Of(Loaded loaded, string tests, Func<string, bool> classes) =>
        [.. Classes(loaded, tests).Where(type => classes(type.Name)).OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(type => OfClass(type, tests))];

    private static IEnumerable<Type> Classes(Loaded loaded, string tests) => loaded.User(tests).GetTypes().Where(type => type is { IsClass: true, IsAbstract: false });

    private static IEnumerable<Trial> OfClass(Type type, string tests) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        from row in Enumerable.Range(0, Rows(method).Count)
        select new Trial($"{type.Name}.{method.Name} {row}", loaded => Told(loaded, tests, type.FullName!, method.Name, row));

    /// <summary>What a test is given, once for each time that it runs.</summary>
    public static IReadOnlyList<object?[]> Rows(MethodInfo method)
    {
        IReadOnlyCollection<IDataAttribute> data = ExtensibilityPointFactory.GetMethodDataAttributes(method);
        return method.GetParameters().Length == 0 ? [[]] : [.. data.SelectMany(each => each.GetData(method, new DisposalTracker()).AsTask().GetAwaiter().GetResult()).Select(row => row.GetData())];
    }

    private static Array Rest(ParameterInfo parameter, object?[] given)
    {
        var rest = Array.CreateInstance(parameter.ParameterType.GetElementType()!, given.Length);
        given.CopyTo(rest, 0);
        return rest;
    }

    private static string Told(Loaded loaded, string tests, string type, string method, int row)
    {
        Type found = loaded.User(tests).GetType(type, throwOnError: true)!;
        MethodInfo test = found.GetMethod(method)!;
        var run = Task.Run(() => Run(found, test, row));
        double begun = Environment.CpuUsage.TotalTime.TotalSeconds;
        double seen = 0;
        int idle = 0;
        while (!run.Wait(Look))
        {
            // A test that a mutant keeps waiting does nothing more, or the same for ever.
            double taken = Environment.CpuUsage.TotalTime.TotalSeconds;
            idle = taken - seen < IdleSeconds ? idle + 1 : 0;
            seen = taken;
            if (idle == MostIdle || taken - begun > MostBusySeconds)
            {
                return TestRun.Failed;
            }
        }

        return run.Result;
    }

    private static async Task<string> Run(Type type, MethodInfo test, int row)
    {
        try
        {
            object?[] given = Rows(test)[row];
            ParameterInfo[] wanted = test.GetParameters();
            object?[] values = [.. wanted.Select((each, at) => each.IsDefined(typeof(ParamArrayAttribute)) ? Rest(each, given[Math.Min(at, given.Length)..]) : at < given.Length ? given[at] : each.DefaultValue)];
            object instance = Activator.CreateInstance(type)!;
            try
            {
                if (test.Invoke(instance, values) is Task task)
                {
                    await task;
                }
            }
            finally
            {
                (instance as IDisposable)?.Dispose();
            }

            return TestRun.Passed;
        }
#pragma warning disable CA1031 // Whatever a test throws, it has failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LastFailure = failure.InnerException ?? failure;
            return TestRun.Failed;
        }
    }
}
