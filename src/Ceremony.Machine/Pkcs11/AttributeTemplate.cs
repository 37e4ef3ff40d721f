using System.Collections;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>A list of attributes that frees their unmanaged memory.</summary>
internal sealed class AttributeTemplate(ISession session) : IEnumerable, IDisposable
{
    /// <summary>What the calls take.</summary>
    public List<IObjectAttribute> Attributes { get; } = [];

    public void Add(CKA type, bool value) => Attributes.Add(session.Factories.ObjectAttributeFactory.Create(type, value));

    public void Add(CKA type, ulong value) => Attributes.Add(session.Factories.ObjectAttributeFactory.Create(type, value));

    public void Add(CKA type, byte[] value) => Attributes.Add(session.Factories.ObjectAttributeFactory.Create(type, value));

    public void Add(CKA type, string value) => Attributes.Add(session.Factories.ObjectAttributeFactory.Create(type, value));

    /// <summary>Has a flag that is there say something else.</summary>
    public void Change(CKA type, bool value)
    {
        int at = Attributes.FindIndex(each => each.Type == (ulong)type);
        Attributes[at].Dispose();
        Attributes[at] = session.Factories.ObjectAttributeFactory.Create(type, value);
    }

    /// <inheritdoc/>
    public void Dispose() => Attributes.ForEach(each => each.Dispose());

    /// <inheritdoc/>
    public IEnumerator GetEnumerator() => Attributes.GetEnumerator();
}
