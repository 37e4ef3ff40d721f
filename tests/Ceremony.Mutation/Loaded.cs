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
    /// <param name="folders">Where the assemblies lie that use it, and all that those use.</param>
    /// <param name="users">Their names; all others are shared with this program.</param>
    /// <param name="pki">The assembly Ceremony.Pki that is used instead of the one that was built; null for that one.</param>
    public Loaded(byte[] bytes, string name, IReadOnlyList<string> folders, IReadOnlyList<string> users, byte[]? pki = null)
    {
        _context = new Context(folders, users);
        AssemblyLoadContext.Default.Resolving += (shared, wanted) => Find(folders, wanted) is { } path ? shared.LoadFromAssemblyPath(path) : null;
        _context.Pki = pki is null ? null : _context.LoadFromStream(new MemoryStream(pki));
        Assembly mutated = _context.LoadFromStream(new MemoryStream(bytes));
        _context.Mutated = (name, mutated);
        _switch = mutated.GetType("Ceremony.Mutation.Inside.Switch", throwOnError: true)!;
        if (mutated.GetType("Ceremony.Mutation.Inside.Judge") is { } judge)
        {
            Judge = judge.GetMethod("Words")!.CreateDelegate<Func<string, string?, byte[][]?, bool, bool, string>>();
        }
    }

    /// <summary>The verdict in words: path, fingerprint, trusted certificates, whether keys made at the console are accepted, whether the script is read.</summary>
    public Func<string, string?, byte[][]?, bool, bool, string>? Judge { get; }

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

    private static string? Find(IReadOnlyList<string> folders, AssemblyName wanted) => folders.Select(folder => Path.Combine(folder, wanted.Name + ".dll")).FirstOrDefault(File.Exists);

    private sealed class Context(IReadOnlyList<string> folders, IReadOnlyList<string> users) : AssemblyLoadContext(isCollectible: true)
    {
        public (string Name, Assembly Assembly) Mutated { get; set; }

        public Assembly? Pki { get; set; }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string? path = Find(folders, assemblyName);
            return assemblyName.Name == Mutated.Name ? Mutated.Assembly
                : assemblyName.Name == "Ceremony.Pki" && Pki is not null ? Pki
                : users.Contains(assemblyName.Name) ? LoadFromAssemblyPath(path!)
                : Default.Assemblies.FirstOrDefault(each => each.GetName().Name == assemblyName.Name)
                ?? (path is not null && !File.Exists(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) ? Default.LoadFromAssemblyPath(path) : null);
        }
    }
}
