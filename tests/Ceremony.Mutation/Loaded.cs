using System.Reflection;
using System.Runtime.Loader;

namespace Ceremony.Mutation;

/// <summary>A mutated assembly in a context of its own, beside the assemblies that use it.</summary>
internal sealed class Loaded
{
    private readonly Context _context;
    private readonly Type _switch;

    /// <summary>Loads it.</summary>
    /// <param name="bytes">The mutated assembly.</param>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Where the assemblies lie that use it.</param>
    /// <param name="users">Their names; all others are shared with this program.</param>
    /// <param name="pki">The assembly Ceremony.Pki that is used instead of the one that was built; null for that one.</param>
    public Loaded(byte[] bytes, string name, string folder, IReadOnlyList<string> users, byte[]? pki = null)
    {
        _context = new Context(folder, users);
        AssemblyLoadContext.Default.Resolving += (shared, wanted) => Path.Combine(folder, wanted.Name + ".dll") is var path && File.Exists(path) ? shared.LoadFromAssemblyPath(path) : null;
        _context.Pki = pki is null ? null : _context.LoadFromStream(new MemoryStream(pki));
        Assembly mutated = _context.LoadFromStream(new MemoryStream(bytes));
        _context.Mutated = (name, mutated);
        _switch = mutated.GetType("Ceremony.Mutation.Inside.Switch", throwOnError: true)!;
        if (mutated.GetType("Ceremony.Mutation.Inside.Judge") is { } judge)
        {
            Judge = judge.GetMethod("Words")!.CreateDelegate<Func<string, string?, byte[][]?, bool, string>>();
        }
    }

    /// <summary>The verdict in words: path, fingerprint, trusted certificates, whether keys made at the console are accepted.</summary>
    public Func<string, string?, byte[][]?, bool, string>? Judge { get; }

    /// <summary>The mutant that is at work; 0 is none.</summary>
    public int Active { set => Field("Active").SetValue(null, value); }

    /// <summary>The steps that were taken.</summary>
    public long Steps { get => (long)Field("Steps").GetValue(null)!; set => Field("Steps").SetValue(null, value); }

    /// <summary>How many steps are enough for anything that comes to an end.</summary>
    public long MostSteps { set => Field("MostSteps").SetValue(null, value); }

    /// <summary>The blocks that were reached without a mutant.</summary>
    public bool[] Reached { get => (bool[])Field("Reached").GetValue(null)!; set => Field("Reached").SetValue(null, value); }

    /// <summary>An assembly that uses the mutated one.</summary>
    public Assembly User(string name) => _context.LoadFromAssemblyName(new AssemblyName(name));

    private FieldInfo Field(string name) => _switch.GetField(name)!;

    private sealed class Context(string folder, IReadOnlyList<string> users) : AssemblyLoadContext(isCollectible: true)
    {
        public (string Name, Assembly Assembly) Mutated { get; set; }

        public Assembly? Pki { get; set; }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(folder, assemblyName.Name + ".dll");
            return assemblyName.Name == Mutated.Name ? Mutated.Assembly
                : assemblyName.Name == "Ceremony.Pki" && Pki is not null ? Pki
                : users.Contains(assemblyName.Name) ? LoadFromAssemblyPath(path)
                : Default.Assemblies.FirstOrDefault(each => each.GetName().Name == assemblyName.Name)
                ?? (File.Exists(path) && !File.Exists(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) ? Default.LoadFromAssemblyPath(path) : null);
        }
    }
}
